import MiniSearch from 'minisearch';
import { type SymptomId, symptom, symptomIds } from './symptoms.ts';

export type FoundSymptom = { readonly id: SymptomId; readonly score: number };

/** Scores from here on mean: an exact code or error text was in the sentence. */
export const exactScore = 100;
const mostResults = 5;

type Entry = { readonly id: number; readonly symptom: SymptomId; readonly text: string };

const entries: readonly Entry[] = symptomIds
  .flatMap((id) => [...symptom(id).phrases, ...symptom(id).errorTexts].map((text) => ({ symptom: id, text })))
  .map((entry, id) => ({ id, ...entry }));

const index = new MiniSearch<Entry>({ fields: ['text'], storeFields: ['symptom'] });
index.addAll(entries);

/** Best first, at most five. */
export function searchSymptoms(text: string): readonly FoundSymptom[] {
  const best = new Map<SymptomId, number>();
  for (const id of symptomIds) {
    if (symptom(id).codes.some((code) => text.toLowerCase().includes(code.toLowerCase()))) best.set(id, exactScore);
  }
  for (const hit of index.search(text, { fuzzy: 0.2, prefix: true })) {
    const id: SymptomId = hit['symptom'];
    best.set(id, Math.max(best.get(id) ?? 0, Math.min(exactScore - 1, hit.score)));
  }
  return [...best]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, mostResults);
}
