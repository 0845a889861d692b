import MiniSearch from 'minisearch';
import { isSigns, plain, words } from './symptoms/words.ts';
import { type SymptomId, symptom, symptomIds } from './symptoms.ts';

export type FoundSymptom = { readonly id: SymptomId; readonly score: number };

/** From this score on, an exact code or error text was in the sentence. */
export const exactScore = 100;
const mostResults = 5;
/** Below this the sentence is about something else. Found by trying sentences from other subjects. */
const floor = 20;
/** Characters. Enough for any sentence; the rest of a pasted page would only cost time. */
const longestSentence = 600;
const mostWords = 40;
/** Characters. A code may stand far down in what was pasted. */
const longestPaste = 10_000;

type Entry = { readonly id: number; readonly symptom: SymptomId; readonly text: string; readonly length: number };
type ExactText = { readonly symptom: SymptomId; readonly text: string; readonly wordCount: number };

/** "Something went wrong" is too common to be compared with; longer error texts may be quoted with gaps. */
const isTelling = (errorText: string) => errorText.split(' ').length >= 4;

const entries: readonly Entry[] = symptomIds
  .flatMap((id) =>
    [...symptom(id).phrases, ...symptom(id).errorTexts.filter(isTelling)].map((text) => ({ symptom: id, text })),
  )
  .map((entry, id) => ({ id, ...entry, length: words(entry.text).length }));

const index = new MiniSearch<Entry>({
  fields: ['text'],
  tokenize: words,
  processTerm: (term) => term,
  searchOptions: {
    tokenize: (text) => [...new Set(words(text))].slice(0, mostWords),
    prefix: (term) => /^[a-z]{4,}$/.test(term),
    fuzzy: (term) => (/^\p{L}{5,}$/u.test(term) ? 0.2 : false),
    weights: { fuzzy: 0.35, prefix: 0.4 },
    // Two signs are less than a word.
    boostTerm: (term) => (isSigns(term) ? 0.5 : 1),
  },
});
index.addAll(entries);

const codes = new Map(symptomIds.flatMap((id) => symptom(id).codes.map((code) => [plain(code), id] as const)));
const exactTexts: readonly ExactText[] = symptomIds.flatMap((id) =>
  symptom(id).errorTexts.map((raw) => ({ symptom: id, text: plain(raw), wordCount: plain(raw).split(' ').length })),
);

/** Best first, at most five; nothing when the sentence is about something else. */
export function searchSymptoms(text: string): readonly FoundSymptom[] {
  const best = alike(text.slice(0, longestSentence));
  for (const [id, score] of exact(plain(text.slice(0, longestPaste)))) best.set(id, Math.max(score, best.get(id) ?? 0));
  return [...best]
    .map(([id, score]) => ({ id, score }))
    .filter(({ score }) => score >= floor)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostResults);
}

/** A code beats a text, a long text beats a short one. */
function exact(sentence: string): readonly (readonly [SymptomId, number])[] {
  const byCode = sentence.split(' ').flatMap((word) => {
    const id = codes.get(word) ?? codes.get(`aadsts${word}`);
    return id ? [[id, exactScore * 10] as const] : [];
  });
  const byText = exactTexts
    .filter((known) => isQuoted(known, sentence))
    .map(({ symptom, text }) => [symptom, exactScore + text.length] as const);
  return [...byCode, ...byText];
}

/** "Something went wrong" inside a long story proves nothing; alone it does. Half of a long text is enough. */
function isQuoted({ text, wordCount }: ExactText, sentence: string): boolean {
  if (` ${sentence} `.includes(` ${text} `)) return wordCount >= 5 || text.length * 2 >= sentence.length;
  return sentence.split(' ').length >= 5 && ` ${text} `.includes(` ${sentence} `);
}

function alike(text: string): Map<SymptomId, number> {
  const best = new Map<SymptomId, number>();
  for (const hit of index.search(text)) {
    const entry = entries[hit.id];
    if (!entry) continue;
    const covered = new Set(hit.queryTerms).size / Math.max(entry.length, 2);
    const score = belowExact(hit.score * Math.sqrt(Math.min(1, covered)));
    best.set(entry.symptom, Math.max(best.get(entry.symptom) ?? 0, score));
  }
  return best;
}

/** Keeps the order and stays under `exactScore`, however long the sentence is. 30 is a typical good hit. */
function belowExact(score: number): number {
  return (exactScore * score) / (score + 30);
}
