import type { WriteCore } from '#server/features/ticket/public.ts';
import type { AccessGate } from '#server/platform/access/access.ts';
import type { FileStore } from '#server/platform/files/file-store.ts';

/** What customers stand on. */
export type ContactGround = {
  readonly core: WriteCore;
  readonly gate: AccessGate;
  readonly files: FileStore;
};
