import { readFileSync } from 'node:fs';
import { searchSymptoms } from '../../src/enrollment/symptom-search.ts';
import { isSymptomId, symptom, symptomIds } from '../../src/enrollment/symptoms.ts';

type Example = readonly [text: string, wanted: string];

/** Sentences with the symptom that a person who knows the knowledge would pick. The search learned from none of them. */
const neverLearned = [...examples('utterances-held-out'), ...examples('utterances-unseen')];

test('the symptom of a sentence that was never learned from is among the five that are offered, and often first', () => {
  const { first, amongFive } = report('symptoms', neverLearned);

  // Floors, a little below what is measured: who makes the search worse shall notice.
  expect(first).toBeGreaterThanOrEqual(0.44);
  expect(amongFive).toBeGreaterThanOrEqual(0.77);
});

test('the sentences name symptoms that there are, and none is a phrase of its symptom', () => {
  const phrases = new Set(symptomIds.flatMap((id) => symptom(id).phrases.map(letters)));

  expect(neverLearned.length).toBeGreaterThan(70);
  expect(neverLearned.filter(([text, wanted]) => !isSymptomId(wanted) || phrases.has(letters(text)))).toEqual([]);
});

function report(name: string, all: readonly Example[]) {
  const ranks = all.map(([text, wanted]) => searchSymptoms(text).findIndex(({ id }) => id === wanted));
  const share = (isGood: (rank: number) => boolean) => ranks.filter(isGood).length / ranks.length;
  const first = share((rank) => rank === 0);
  const amongFive = share((rank) => rank >= 0);
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`;
  console.info(`${name}: ${all.length} sentences, first ${percent(first)}, among five ${percent(amongFive)}`);
  return { first, amongFive };
}

function examples(name: string): readonly Example[] {
  const [, ...lines] = readFileSync(new URL(`../fixtures/${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.flatMap((line) => {
    const [, text = '', wanted = ''] = line.split('\t');
    return wanted === '' ? [] : [[text, wanted] as const];
  });
}

function letters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
