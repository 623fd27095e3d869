import type { Readable } from 'node:stream';
import type { WorkspaceId } from '#domain/kernel/id.ts';

/**
 * What a file is kept under: its workspace and the SHA-256 of its bytes in hexadecimal. The same
 * bytes stored twice in a workspace are one file; workspaces share nothing, so that none can find
 * out what another has, and erasing one never touches another.
 */
export type FileKey = string;

export type StoredFile = { readonly key: FileKey; readonly size: number; readonly isNew: boolean };

/** Where attachments and raw files live: a folder, later an object store behind the same words. */
export type FileStore = {
  /**
   * Stores a stream. When it answers, the bytes are on disk. Throws `request_too_large` beyond
   * `bytesMax`, and then keeps nothing.
   */
  put(workspaceId: WorkspaceId, bytes: Readable, bytesMax: number): Promise<StoredFile>;
  /** Opens a file for reading; null when there is none. Throws for what is no key. */
  open(key: FileKey): Promise<{ readonly stream: Readable; readonly size: number } | null>;
  /** Removes a file. One that is gone already is no error. */
  remove(key: FileKey): Promise<void>;
  /**
   * Removes a file that nobody has stored for a day. The same bytes may be coming in again at this
   * moment, before anything names them: those stay.
   */
  removeIdle(key: FileKey): Promise<void>;
  /** The keys of all files, in a fixed order. What is stored meanwhile may be among them or not. */
  list(): AsyncIterable<FileKey>;
};

const keyPattern = /^[0-9a-f-]{36}\/[0-9a-f]{64}$/;

/** The key of some bytes in a workspace. */
export function fileKey(workspaceId: WorkspaceId, sha256Hex: string): FileKey {
  return `${workspaceId}/${sha256Hex}`;
}

/** Whether the text has the form of a key: what else could lead out of the folder. */
export function isFileKey(text: string): boolean {
  return keyPattern.test(text);
}

/** The workspace that a key belongs to. Throws for what is no key. */
export function workspaceOf(key: FileKey): WorkspaceId {
  if (!isFileKey(key)) throw new Error('not a file key');
  return key.slice(0, key.indexOf('/')) as WorkspaceId;
}
