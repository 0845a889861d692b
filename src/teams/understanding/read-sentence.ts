import type { Intent } from '../../enrollment/intent.ts';
import type { Classifier, Reading } from './classifier.ts';
import { conceptNames, conceptsIn } from './features.ts';
import { hasErrorCode, hasPastedError } from './pasted-errors.ts';
import { scopeOf } from './scope.ts';

export type Sentence = { readonly intent: Intent; readonly alternative?: Intent };

/** Two readings closer than this are both offered. Measured: about one sentence in eight. */
const close = 0.35;
/** The same, where the second reading has its subject in the sentence: an error while removing is both. */
const closeWithSubject = 0.6;
const subjects: { readonly [I in Intent]?: readonly string[] } = {
  'security-key': conceptNames('security_key'),
  'remove-passkey': conceptNames('remove'),
  'lost-phone': conceptNames('lost new broken wiped old_phone'),
  'request-tap': conceptNames('tap'),
  'set-up-passkey': conceptNames('set_up'),
};
/** By how much "something else" must lead, where a sentence names a passkey or a second factor. */
const surelyOutside = 0.6;

/** @param text normalized */
export function readSentence(text: string, classifier: Classifier): Sentence {
  const concepts = conceptsIn(text);
  const scope = scopeOf(text, concepts, classifier.isKnownWord);
  if (scope === 'outside') return { intent: hasErrorCode(text) ? 'troubleshoot' : 'unknown' };

  const pasted = hasPastedError(text);
  const readings = classifier.read(text, concepts);
  const [first, second] = readings;
  const needed = scope === 'inside' ? surelyOutside : 0;
  const isOutside = first?.intent === 'unknown' && first.evidence - (second?.evidence ?? 0) >= needed;
  if (isOutside && !pasted) return { intent: 'unknown' };

  const likely = oneOrTwo(
    readings.filter(({ intent }) => intent !== 'unknown'),
    concepts,
  );
  return pasted ? errorFirst(likely) : likely;
}

function oneOrTwo([first, second]: readonly Reading[], concepts: ReadonlySet<string>): Sentence {
  if (!first) return { intent: 'unknown' };
  if (!second) return { intent: first.intent };
  const hasSubject = subjects[second.intent]?.some((name) => concepts.has(name)) ?? false;
  const isClose = first.evidence - second.evidence < (hasSubject ? closeWithSubject : close);
  return isClose ? { intent: first.intent, alternative: second.intent } : { intent: first.intent };
}

/** Where an error text is shown, the error comes first, and what the person was doing is offered beside it. */
function errorFirst({ intent, alternative }: Sentence): Sentence {
  const other = intent === 'troubleshoot' ? alternative : intent;
  return other ? { intent: 'troubleshoot', alternative: other } : { intent: 'troubleshoot' };
}
