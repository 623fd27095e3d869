import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { filePolicy } from '../http/policy.ts';

export type Download = {
  readonly stream: Readable;
  readonly size: number;
  readonly fileName: string;
  /** What the sender said it is; believed only for the few types that are shown. */
  readonly mediaType: string;
  /** Show it in the page where that is safe; otherwise it is always a download. */
  readonly wantsInline: boolean;
};

/** Pictures that browsers decode without running anything. SVG is a program and never inline. */
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/**
 * Answers a file from outside: as a download, under a policy in which nothing can run, and never as
 * a type that a browser would interpret. Only a plain picture may be shown inline.
 */
export function sendDownload(reply: FastifyReply, file: Download): FastifyReply {
  const mediaType = file.mediaType.toLowerCase().split(';')[0]?.trim() ?? '';
  const isInline = file.wantsInline && inlineTypes.has(mediaType);
  return reply
    .headers({
      'content-security-policy': filePolicy,
      'content-type': isInline ? mediaType : 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': disposition(isInline ? 'inline' : 'attachment', file.fileName),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
    })
    .send(file.stream);
}

/**
 * `Content-Disposition` with the name twice: in plain letters for old readers, and in full (RFC
 * 6266). Control characters, path separators and quotes cannot get into the header or the name.
 */
export function disposition(kind: 'inline' | 'attachment', fileName: string): string {
  const name = cleanName(fileName);
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]/g, '_')
    .replaceAll(/["\\%]/g, '_');
  const full = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`;
}

/** Longer names are cut by most file systems anyway; the ending stays. */
const nameLengthMax = 150;

/** A file name safe to write anywhere: no path, no controls, no direction overrides. */
export function cleanName(fileName: string): string {
  const base = fileName
    .toWellFormed()
    .normalize('NFC')
    // Overrides turn "gpj.exe" into "exe.jpg" for the eye.
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  if (base === '') return 'file';
  if (base.length <= nameLengthMax) return base;
  const ending = /\.[^.]{1,10}$/.exec(base)?.[0] ?? '';
  return base.slice(0, nameLengthMax - ending.length).toWellFormed() + ending;
}
