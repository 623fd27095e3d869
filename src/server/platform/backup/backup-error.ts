/** A backup cannot be made or put back; the message says in a sentence why, and how to mend it. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
