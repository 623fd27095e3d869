import type { MultipartFile } from '@fastify/multipart';
import type { WorkspaceId } from '#domain/kernel/id.ts';
import { dayMs, plusMs } from '#domain/kernel/instant.ts';
import type { Ground } from '#server/belay.ts';
import type { StoredFile } from '#server/features/message/public.ts';
import { RequestRefused } from '#server/platform/errors/refused.ts';
import { cleanName } from '#server/platform/files/download.ts';

/** A photograph of a phone has 5 to 8 MB. */
export const visitorFileBytesMax = 10 * 1024 * 1024;

/**
 * What strangers may send, by the ending of its name; the type is ours, whatever the browser says.
 * Nothing that a double click would run.
 */
const mediaTypes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  heic: 'image/heic',
  pdf: 'application/pdf',
  txt: 'text/plain',
  log: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  zip: 'application/zip',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
};

export type UploadedFile = {
  readonly token: string;
  readonly filename: string;
  readonly mediaType: string;
  readonly size: number;
};

/** Keeps an upload for a day under a signed token, which a message then names. */
export async function keepUpload(
  ground: Ground,
  workspaceId: WorkspaceId,
  part: MultipartFile | undefined,
): Promise<UploadedFile> {
  if (part === undefined) throw new RequestRefused('invalid_request');
  const filename = cleanName(part.filename);
  const mediaType = mediaTypes[filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()];
  if (mediaType === undefined || !filename.includes('.')) {
    // Unread bytes would hold the connection open.
    part.file.resume();
    throw new RequestRefused('media_type_unsupported');
  }
  const { key, size } = await ground.files.put(workspaceId, part.file, visitorFileBytesMax);
  const token = ground.fileLinks.sign({
    key,
    fileName: filename,
    mediaType,
    expiresAtMs: plusMs(ground.clock.now(), dayMs),
  });
  return { token, filename, mediaType, size };
}

/** The files that tokens name. Throws `link_invalid` for one that is not this workspace's, or over. */
export async function filesOfTokens(
  ground: Ground,
  workspaceId: WorkspaceId,
  tokens: readonly string[],
): Promise<readonly StoredFile[]> {
  return Promise.all(
    tokens.map(async (token) => {
      const link = ground.fileLinks.read(token, ground.clock.now());
      if (link === null || !link.key.startsWith(`${workspaceId}/`)) {
        throw new RequestRefused('link_invalid');
      }
      const opened = await ground.files.open(link.key);
      if (opened === null) throw new RequestRefused('link_invalid');
      opened.stream.destroy();
      return {
        filename: link.fileName,
        mediaType: link.mediaType,
        size: opened.size,
        fileKey: link.key,
        contentId: null,
        isInline: false,
      };
    }),
  );
}
