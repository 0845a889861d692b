import { conceptNames, conceptsIn } from './features.ts';
import { wordPattern } from './lexicon.ts';
import { normalize } from './normalize.ts';

/** Characters. A story that mentions one of these is about something else. */
const longestSaying = 120;

/** "No phone number" and "no phone signal" are said by people with a phone. */
const notTheLine = '(?! (number|signal|reception|option|call))';
const noPhone = wordPattern(
  [
    `(have|own|got|with) no (smart|mobile|cell)? ?phone\\b${notTheLine}|no smart ?phone\\b|^no (mobile|cell)? ?phone$`,
    `(don'?t|do not|doesn'?t|does not|never) (have|had|own|possess|carry) (a |any )?((real|proper|work|company|suitable|modern) )?(smart|mobile|cell)? ?phones?\\b${notTheLine}`,
    `without (a |any )?(smart|mobile|cell)? ?phone\\b${notTheLine}`,
    '(kein|keine|ohne) (smartphone|handy|telefon|mobiltelefon)\\b|(pas de|sans) (smartphone|telephone|portable)\\b',
    '(no tengo|sin) (un )?(smartphone|movil|telefono|celular)\\b',
    '(nao tenho|sem) (um )?(smartphone|telemovel|celular|telefone)\\b',
    '(non ho|senza) (un |uno |il )?(smartphone|telefono|cellulare)\\b|(geen|zonder) (smartphone|telefoon|mobiel)\\b',
  ],
  [
    'スマホ(を|は)?(持って(い)?な|ない|がな)|スマートフォン(を|は)持って(い)?な|没有(智能)?手机(?!选项)|沒有手機|(ليس لدي|ما عندي|لا أملك) هاتف',
  ],
);
/** The phone that there was, or the number of one. */
const hadOne = conceptNames('lost wiped old_phone new broken');

/** A passkey that needs no phone is wanted; "I do not have my phone here" is another matter. */
export function saysNoPhone(raw: string): boolean {
  const text = normalize(raw);
  if (text.length > longestSaying || !noPhone.test(text)) return false;
  const concepts = conceptsIn(text);
  return !hadOne.some((name) => concepts.has(name));
}

const bad = 'phish\\w*|scam\\w*|spam|fraud\\w*|fake|hoax|hack\\w*|malware|virus|trick';
const good = 'legit\\w*|genuine|real|official|trust\\w*|safe|authentic|really (you|from|microsoft)';
const genuine = wordPattern(
  [
    `(is|was|are|could) (this|that|it|these|you|the (message|mail|e-?mail|bot|chat|card|request))\\b.{0,50}\\b(${bad}|legit\\w*|genuine|authentic|official(?! (way|app|guide|page for)))\\b`,
    `(is|was) (this|that|it|the (message|mail|e-?mail|bot|chat|card)) (\\w+ )?(real(?! that)|safe(?! to)|trustworthy)\\b|are you (real|legit|safe|official|from it)\\b`,
    `(looks|sounds|seems|smells) (\\w+ ){0,2}(${bad})\\b|(${bad}) or (${good})|(${good}|microsoft|not) or (an? )?(${bad})\\b`,
    'how (do|can|could) i (know|tell|check|be sure|verify)\\b.{0,30}\\b(real|legit|genuine|you|microsoft|scam|phishing|fake)\\b',
    'did (you|it|microsoft|my company) (really |actually )?send (me )?(this|that|it)\\b|who sent (me )?this|can i trust (you|this)',
    '^(phishing|scam|spam|fake|legit)$',
    '(ist|sind) (das|dies|diese|es)\\b.{0,40}\\b(phishing|betrug|echt|spam|seriös|fake|betrüger)',
    "(c'est|est-ce|c est)\\b.{0,40}\\b(phishing|hameçonnage|arnaque|fiable|legitime|officiel|spam)",
    '(es|esto es|sera)\\b.{0,30}\\b(phishing|estafa|fraude|legitimo|fiable|spam)\\b',
    '(isto|isso|e)\\b.{0,30}\\b(phishing|golpe|fraude|burla|legitimo|confiavel|spam)\\b',
    "(questo|e|e')\\b.{0,30}\\b(phishing|truffa|affidabile|autentico|spam)\\b",
    '(is|zijn) (dit|dat|het|deze)\\b.{0,30}\\b(phishing|oplichting|nep|echt|betrouwbaar|spam)\\b',
  ],
  [
    '(フィッシング|詐欺)(です|では|メール|\\?|か)|(本物|怪しい)(です|では|\\?|メ)|(这|這|是).{0,8}(钓鱼|釣魚|诈骗|詐騙|骗)|هل (هذا|هذه|هي|هو).{0,20}(تصيد|احتيال|حقيقي|موثوق)',
  ],
);
/** About what passkeys are good for. */
const aboutPasskeys =
  /\b(?:resist\w*|proof|protect\w*|prevent\w*|against|schutz|schütz\w*)\b|\b(?:is|are) (?:a )?passkeys?\b/u;

/** "Did you send me this, is it phishing?" */
export function asksIfGenuine(raw: string): boolean {
  const text = normalize(raw);
  return text.length <= longestSaying && genuine.test(text) && !aboutPasskeys.test(text);
}
