import { hash } from 'node:crypto';

const newline = 10;
const words = 8;

/**
 * Adds up what rows say, whatever their order: PostgreSQL keeps rows where there is room, so that
 * the same rows read back in another order. Each line of COPY is one row; the sums of SHA-256 of
 * all of them are added, word by word. It finds what was lost or changed; what keeps somebody from
 * making up rows are the sums over the parts.
 */
export class RowSum {
  readonly #sum = new Uint32Array(words);
  #unfinished: Buffer = Buffer.alloc(0);

  /** Takes the next bytes, cut anywhere. */
  add(chunk: Buffer): void {
    const bytes = this.#unfinished.length === 0 ? chunk : Buffer.concat([this.#unfinished, chunk]);
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(newline, from);
      if (end === -1) break;
      this.#addRow(bytes.subarray(from, end));
      from = end + 1;
    }
    this.#unfinished = bytes.subarray(from);
  }

  digest(): string {
    return Array.from(this.#sum, (word) => word.toString(16).padStart(8, '0')).join('');
  }

  #addRow(row: Buffer): void {
    const digest = hash('sha256', row, 'buffer');
    for (let word = 0; word < words; word += 1) {
      this.#sum[word] = (this.#sum[word] ?? 0) + digest.readUInt32BE(word * 4);
    }
  }
}
