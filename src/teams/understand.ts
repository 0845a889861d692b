import { searchSymptoms } from '../enrollment/symptom-search.ts';
import type { Understood } from './guesses.ts';
import { train } from './understanding/classifier.ts';
import { commandIn } from './understanding/commands.ts';
import { foldLetters, visibleText } from './understanding/normalize.ts';
import { operatorCommandIn } from './understanding/operator-commands.ts';
import { hasErrorCode } from './understanding/pasted-errors.ts';
import { readSentence } from './understanding/read-sentence.ts';
import { sentences } from './understanding/sentences.ts';

const classifier = train(sentences);
/** Search score from which a symptom fits the sentence rather than a few of its words. */
const fittingSymptom = 35;

/** From the most certain reading to the least: a command, a command of an operator, a sentence in somebody's own words. */
export function understand(text: string, _locale?: string): Understood {
  const visible = visibleText(text);
  const plain = foldLetters(visible);
  const command = commandIn(plain);
  if (command) return { intent: command, certain: true };
  const operator = operatorCommandIn(visible);
  if (operator) return { ...operator, certain: true };
  const read = withSymptom(visible, readSentence(plain, classifier));
  return hasErrorCode(plain) ? { ...read, certain: true } : read;
}

function withSymptom(text: string, read: Understood): Understood {
  if (read.intent !== 'troubleshoot' && read.alternative !== 'troubleshoot') return read;
  const [best] = searchSymptoms(text);
  return best && best.score >= fittingSymptom ? { ...read, symptom: best.id } : read;
}
