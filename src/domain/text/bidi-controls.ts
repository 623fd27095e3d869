// Embeddings, overrides and isolates: they make text read otherwise than it is stored. The
// plain direction marks (U+200E, U+200F, U+061C) are everyday Arabic and stay.
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Replaces bidirectional controls by their visible names, so that nothing is spoofed with them: an
 * address or a name that is drawn backwards reads as another.
 */
export function showBidiControls(text: string): string {
  return text.replace(
    bidiControls,
    (control) => `[U+${control.charCodeAt(0).toString(16).toUpperCase()}]`,
  );
}
