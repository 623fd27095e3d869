import type { Config } from '../config.ts';

/** The folder that the settings name for attachments. Throws for a place that is none. */
export function filesFolderOf(config: Pick<Config, 'files'>): string {
  if (config.files.kind === 'folder') return config.files.folder;
  throw new Error(
    'BELAY_FILES names s3://, which this version cannot write to yet; name a folder.',
  );
}
