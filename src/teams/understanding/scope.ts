import { conceptNames } from './features.ts';
import { networkKey, networks, otherMeanings, otherProducts, otherTopics, ourSide } from './lexicon-outside.ts';

/**
 * How surely a sentence is about what this bot does: `inside` names a passkey or a second factor, `perhaps` says
 * something that would fit, `outside` is about something else or about nothing that is known.
 */
export type Scope = 'inside' | 'perhaps' | 'outside';

/** Names what this bot is about. */
const domain = conceptNames('passkey security_key authenticator mfa tap elsewhere entra_term');
const phoneGone = conceptNames('lost wiped old_phone');
const phoneChanged = conceptNames('new broken');
/** What makes a new or broken phone a matter of signing in, surely or where no other topic is named. */
const signsIn = conceptNames('login account push');
const needsPhone = conceptNames('login code account set_up cannot push not_working connect not_shown suddenly');
/** What makes a password the subject. */
const passwordTrouble = conceptNames('forgot reset incorrect locked new remove');
/** Asks about passwords rather than for one. */
const comparison = conceptNames('what_is why safety');
/** Takes part in signing in, on one device or with two, or is said to a bot. */
const related = conceptNames(
  'phone qr bluetooth scan push app_lock biometrics login duration no_smartphone talk status resume other_way bot enter forgot stop dont_want annoyed person',
);
/** Said of anything; two of them together say more. */
const ordinary = conceptNames('device code number pin account message prompt email asks_for');
const vague = conceptNames(
  'what_is why error not_working cannot problem not_shown sometimes suddenly connect disable says already method',
  'safety set_up locked hangs browser never_made broken incorrect only late works page',
);
/** What is said to a bot about the talk itself, whatever interrupted it. */
const conversation = conceptNames('resume talk');

/** Said with one of these, a word that has another meaning too keeps ours. */
const notAPairing = conceptNames('qr authenticator tap');
const notAStranger = conceptNames('authenticator tap mfa qr security_key');
const overTheAir = conceptNames('qr bluetooth');
const networkSecret = conceptNames('passkey password code security_key');

/** An app that opens with the work account: it is the account that fails, not the app. */
const signingInToWork =
  /\b(?:log|sign)(?:ged|ging|ing)? ?(?:in|on) ?(?:to|into) (?:my |the )?(?:ms |microsoft )?(?:teams|outlook|office|one ?drive|sharepoint)\b/;

const belonging =
  /\b(?:log|sign)(?:ged|ging|ing)? ?in ?to (?:my |the |our )?([a-z]{3,})|\bmy ([a-z]{3,}) (?:account|app|login|passkey)\b/;

/** @param text normalized */
export function scopeOf(text: string, concepts: ReadonlySet<string>, isKnownWord: (word: string) => boolean): Scope {
  const has = (names: readonly string[]) => names.some((name) => concepts.has(name));
  if (isElsewhere(text, concepts) || isOfAnother(text, concepts, isKnownWord)) return 'outside';
  if (has(domain) || (concepts.has('phone') && has(phoneGone))) return 'inside';
  if (concepts.has('phone') && has(phoneChanged) && has(signsIn)) return 'inside';
  if (has(conversation) || (concepts.has('bot') && concepts.has('stop'))) return 'perhaps';
  if (isOtherTopic(text, concepts)) return 'outside';
  if (concepts.has('phone') && has(phoneChanged) && has(needsPhone)) return 'inside';
  return isPlausible(text, concepts, isKnownWord) ? 'perhaps' : 'outside';
}

function isOtherTopic(text: string, concepts: ReadonlySet<string>): boolean {
  const has = (names: readonly string[]) => names.some((name) => concepts.has(name));
  const appAsks = concepts.has('phone') && concepts.has('asks_for');
  const isOurs = hasTwoDevices(concepts) || appAsks || signingInToWork.test(text);
  if (otherTopics.test(text) && !isOurs) return true;
  if (networks.test(text) && !has(overTheAir)) return true;
  return concepts.has('password') && has(passwordTrouble) && !has(comparison);
}

function isPlausible(text: string, concepts: ReadonlySet<string>, isKnownWord: (word: string) => boolean): boolean {
  const count = (names: readonly string[]) => names.filter((name) => concepts.has(name)).length;
  const isRelated = count(related) > 0 || count(ordinary) > 1;
  if (isRelated) return shareOfNew(text, isKnownWord) <= 0.5;
  return count(vague) + count(ordinary) > 0 && shareOfNew(text, isKnownWord) <= 0.25;
}

/** Another product, or "passkey" in another meaning. */
function isElsewhere(text: string, concepts: ReadonlySet<string>): boolean {
  const has = (names: readonly string[]) => names.some((name) => concepts.has(name));
  if (otherMeanings.test(text) && !hasTwoDevices(concepts) && !has(notAPairing)) return true;
  const isNetworkKey = has(networkSecret) || networkKey.test(text);
  if (networks.test(text) && isNetworkKey && !has(overTheAir) && !concepts.has('authenticator')) return true;
  return otherProducts.test(text) && !ourSide.test(text);
}

/** A passkey of something that nobody names here: "log in to X", "my X account". */
function isOfAnother(text: string, concepts: ReadonlySet<string>, isKnownWord: (word: string) => boolean): boolean {
  if (ourSide.test(text) || notAStranger.some((name) => concepts.has(name))) return false;
  const owner = belonging.exec(text);
  const name = owner?.[1] ?? owner?.[2];
  return name !== undefined && !isKnownWord(name);
}

/** A phone and a computer at once: signing in across devices, whatever else is said. */
function hasTwoDevices(concepts: ReadonlySet<string>): boolean {
  return concepts.has('phone') && concepts.has('computer');
}

/**
 * A vague sentence with words that nobody uses here is about something else: "the coffee machine does not work".
 * Latin script only: elsewhere a run of letters is a phrase, or a word takes too many forms to be known.
 */
function shareOfNew(text: string, isKnownWord: (word: string) => boolean): number {
  const long = text.match(/[a-z']{4,}/g) ?? [];
  return long.filter((word) => !isKnownWord(word)).length / Math.max(long.length, 1);
}
