import { type Intent, intents } from '../../enrollment/intent.ts';
import { commandPhrases } from './command-phrases.ts';
import { isWithin } from './edit-distance.ts';
import { foldLetters } from './normalize.ts';

/** A longer message is a sentence, not a command. Characters. */
const longestCommand = 48;

const punctuation = /[^\p{L}\p{N}'?+]+/gu;
const politeness =
  /^(?:(?:hi|hello|hey|hallo|hola|bonjour|salut|ciao|ola|ok|okay|so|well|please|pls|plz|bitte|por favor|per favore|svp|just|can you|could you|can we|i want to|i would like to|i'd like to|i need to|let's|lets) )+|(?: (?:please|pls|plz|bitte|thanks|thank you|thx|danke|svp|s'il vous plait|s'il te plait|por favor|gracias|per favore|grazie|obrigado|alstublieft|aub|now|asap|bot))+$/g;

const known: ReadonlyMap<string, Intent> = new Map(
  intents.flatMap((intent) =>
    (commandPhrases[intent] ?? [])
      .flatMap((line) => line.split('|'))
      .map((phrase) => [bare(foldLetters(phrase)), intent] as const),
  ),
);

/** @param text normalized */
export function commandIn(text: string): Intent | undefined {
  if (text.length > longestCommand) return undefined;
  const whole = bare(text);
  const short = whole.replace(politeness, '').trim();
  return known.get(whole) ?? known.get(short) ?? misspelt(short);
}

function bare(text: string): string {
  return text === '?' ? text : text.replace(punctuation, ' ').replaceAll('?', '').trim().replace(/\s+/g, ' ');
}

function misspelt(text: string): Intent | undefined {
  const slips = slipsAllowed(text);
  if (slips === 0) return undefined;
  for (const [phrase, intent] of known) {
    if (slipsAllowed(phrase) > 0 && isWithin(slips, text, phrase)) return intent;
  }
  return undefined;
}

/** Short words are too close to other words; in Chinese or Japanese one character is a whole word. */
function slipsAllowed(text: string): number {
  if (!/^[a-z0-9' ]+$/.test(text) || text.length < 6) return 0;
  return text.length < 11 ? 1 : 2;
}
