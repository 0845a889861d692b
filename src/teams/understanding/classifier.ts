import naiveBayes from 'wink-naive-bayes-text-classifier';
import { type Intent, intents } from '../../enrollment/intent.ts';
import { conceptsIn, featuresOf } from './features.ts';
import { normalize } from './normalize.ts';
import type { Labelled } from './sentences/labelled.ts';

/** `evidence`: logarithm of the odds (base 2) per word and concept, so that long and short texts compare. */
export type Reading = { readonly intent: Intent; readonly evidence: number };
export type Classifier = {
  /** Likeliest first. */
  readonly read: (text: string, concepts: ReadonlySet<string>) => readonly Reading[];
  /** Whether a word occurs in a sentence that is in scope. */
  readonly isKnownWord: (word: string) => boolean;
};

/** Less than 1: a word seen once says more than the library's default lets it. */
const smoothingFactor = 0.3;

export function train(sentences: readonly Labelled[]): Classifier {
  const classifier = naiveBayes();
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor });
  const known = new Set<string>();
  for (const [intent, text] of sentences.flatMap(pairs)) {
    const plain = normalize(text);
    classifier.learn(featuresOf(plain, conceptsIn(plain)), intent);
    if (intent !== 'unknown') for (const word of plain.match(/[\p{L}']+/gu) ?? []) known.add(word);
  }
  classifier.consolidate();
  return {
    read: (text, concepts) => {
      const features = featuresOf(text, concepts);
      return classifier
        .computeOdds(features)
        .map(([label, odds]) => ({ intent: intentNamed(label), evidence: odds / Math.max(features.length, 1) }));
    },
    isKnownWord: (word) => known.has(word),
  };
}

function pairs(labelled: Labelled): readonly (readonly [Intent, string])[] {
  return intents.flatMap((intent) => (labelled[intent] ?? []).map((text) => [intent, text] as const));
}

function intentNamed(label: string): Intent {
  return intents.find((intent) => intent === label) ?? 'unknown';
}
