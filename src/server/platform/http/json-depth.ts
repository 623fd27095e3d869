/** Deeper than anything that a person or a program means; shallow enough for any reader of ours. */
export const jsonDepthMax = 100;

/**
 * Whether lists and objects of a JSON text lie in one another deeper than `jsonDepthMax`. Schemas
 * that refer to themselves descend with the text, so one nested without end would end the stack.
 * Text that is no JSON is for the parser to refuse.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === '\\') index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > jsonDepthMax) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
