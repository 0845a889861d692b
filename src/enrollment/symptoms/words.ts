/** Words that say the same here: people mix them freely. */
const same: ReadonlyMap<string, string> = new Map([
  ['bt', 'bluetooth'],
  ['pc', 'computer'],
  ['laptop', 'computer'],
  ['notebook', 'computer'],
  ['desktop', 'computer'],
  ['macbook', 'mac'],
  ['cellphone', 'phone'],
  ['cell', 'phone'],
  ['mobile', 'phone'],
  ['smartphone', 'phone'],
  ['login', 'signin'],
  ['logon', 'signin'],
  ['tap', 'accesspass'],
  ['without', 'no'],
  ['email', 'mail'],
  ['yubikey', 'securitykey'],
]);

const no = new Set(
  (
    'not none never cant cannot wont doesnt dont isnt didnt couldnt arent wasnt ' +
    'kein keine keinen nicht pas ne aucun aucune ningun ninguna non nessun nessuna nao nenhum nenhuma geen niet'
  ).split(' '),
);

/** Words that tell nothing, in every language. */
const empty = new Set(
  (
    'a an and are as at be been but by do does for from had has have he her his i im in is it its ive just me my of on or our ' +
    'she so some that the their them then there they this to was we were what when which will with would you your hi hello ' +
    'please help am can get got very really ' +
    'der die das ein eine einen ich mein meine mir es ist und zu im auf den dem bei am ' +
    'le la les un une de du des je mon ma mes et est il que qui au ce se ' +
    'el los las una mi y es en lo al se del me ' +
    'o os as um uma meu minha e do da no na ' +
    'il lo gli i uno mio mia di che con ' +
    'de het een ik mijn op en van om te er'
  ).split(' '),
);
// "no" is a Portuguese "in the" and the most telling English word of all.
empty.delete('no');

const signs = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー]+';
const cjk = new RegExp(signs, 'gu');
const onlySigns = new RegExp(`^${signs}$`, 'u');

/** Chinese, Japanese or Korean: one word of these is two neighbouring signs. */
export function isSigns(word: string): boolean {
  return onlySigns.test(word);
}

/** Lower case, accents and invisible signs dropped, nothing but letters and digits, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}ー]+/gu, ' ')
    .trim();
}

/** The words a search compares. Chinese and Japanese have no spaces: every two neighbours are a word. */
export function words(text: string): string[] {
  const folded = plain(text)
    .replaceAll('sign in', 'signin')
    .replaceAll('log in', 'signin')
    .replaceAll('security key', 'securitykey')
    .replaceAll('pop up', 'popup')
    .replace(/qr codes?|code qr|codigo qr|codice qr/g, 'qr')
    .replaceAll('temporary access pass', 'accesspass')
    .replaceAll('access pass', 'accesspass')
    .replaceAll('can not', 'no');
  const pairs = (folded.match(cjk) ?? []).flatMap(neighbours);
  const spaced = folded
    .replace(cjk, ' ')
    .split(' ')
    .filter((word) => word !== '' && !empty.has(word))
    .map((word) => stem(no.has(word) ? 'no' : (same.get(word) ?? word)));
  return [...spaced, ...pairs];
}

function neighbours(run: string): string[] {
  const each = [...run];
  if (each.length === 1) return each;
  return each.slice(1).map((sign, at) => `${each[at]}${sign}`);
}

/** Only the endings that English speakers vary most. */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  return word.replace(/(?<=.{3})(?:ing|ed|es|s)$/, '').replace(/([bdgmnprt])\1$/, '$1');
}
