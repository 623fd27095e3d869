/**
 * Words that head every published list of leaked passwords. A password of twelve characters
 * or more on those lists is nearly always one of these repeated, joined or padded with digits,
 * so we compare what is left after taking the padding away instead of shipping the list.
 */
const commonWords = new Set(
  `password passwort passw0rd p@ssw0rd p@ssword pa$$word pa55word qwerty qwertz azerty qwertyuiop
   asdfghjkl zxcvbnm qazwsx qazwsxedc 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc q1w2e3r4
   q1w2e3r4t5 zaq12wsx zaq1zaq1 abc abcd abcdef abcdefgh abcdefghijkl a1b2c3d4 letmein welcome
   admin administrator root master superman batman pokemon dragon monkey shadow sunshine princess
   football baseball basketball liverpool chelsea arsenal barcelona iloveyou iloveu loveyou trustno
   whatever computer internet samsung google facebook starwars michael jennifer jessica charlie
   ashley daniel jordan thomas andrew matthew changeme change default secret guest test testing
   tester login access hello freedom mustang cheese cookie chocolate butterfly summer winter spring
   autumn spring january february march april june july august september october november december
   monday tuesday wednesday thursday friday saturday sunday company support helpdesk service belay
   matkhau matkhau123 anhyeuem emyeuanh tinhyeu woaini woaini1314 wodemima mima ahlan habibi rakkun
   correcthorsebatterystaple thisisapassword thisismypassword mypassword yourpassword nopassword
   newpassword oldpassword passwordpassword supersecret topsecret opensesame`
    .split(/\s+/)
    .filter(Boolean),
);

const leet = new Map([
  ['0', 'o'],
  ['1', 'i'],
  ['3', 'e'],
  ['4', 'a'],
  ['5', 's'],
  ['7', 't'],
  ['@', 'a'],
  ['$', 's'],
  ['!', 'i'],
]);

/** Letters that must be left of a password once the names in it are taken away. */
const ownLettersMin = 6;

/** Whether a guesser would try the password among the first, or it says who chose it. */
export function isCommonPassword(password: string, context: readonly string[]): boolean {
  const lower = password.toLowerCase();
  if (new Set(lower).size < 5 || isSequence(lower)) return true;
  const plain = [...lower].map((character) => leet.get(character) ?? character).join('');
  const candidates = [lower, plain];
  if (candidates.some((candidate) => isPaddedWords(candidate))) return true;
  const own = contextWords(context).reduce((rest, word) => rest.replaceAll(word, ''), lower);
  return own !== lower && own.replace(/[^\p{L}]/gu, '').length < ownLettersMin;
}

function isPaddedWords(text: string): boolean {
  const letters = text.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const bare = text.replace(/[^\p{L}]/gu, '');
  const core = repeatedUnit(letters);
  const bareCore = repeatedUnit(bare);
  return [letters, bare, core, bareCore, text].some((part) =>
    part === '' ? /^\d+$/.test(text) : commonWords.has(part),
  );
}

function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size += 1) {
    const unit = text.slice(0, size);
    if (text.length % size === 0 && unit.repeat(text.length / size) === text) return unit;
  }
  return text;
}

function isSequence(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const small = steps.filter(
    (step) => step === 1 || step === -1 || step === 0 || step === -9 || step === 9,
  );
  return small.length >= steps.length - 1;
}

function contextWords(context: readonly string[]): string[] {
  const words = context
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
  return words.toSorted((a, b) => b.length - a.length);
}
