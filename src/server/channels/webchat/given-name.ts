/**
 * The one name of an agent that a visitor is told. Names are written in two orders: Vietnamese ones
 * end with the given name, and names in Han letters have no space to part them and stay whole.
 */
export function givenName(name: string): string {
  const words = name.trim().split(/\s+/u);
  const [first = ''] = words;
  const isVietnamese = words.length > 2 && vietnameseLetter.test(name.normalize('NFC'));
  return (isVietnamese ? words.at(-1) : first) ?? first;
}

/** Letters that Vietnamese has and no other language of ours: ơ, ư, ă, đ and vowels with two marks. */
const vietnameseLetter = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
