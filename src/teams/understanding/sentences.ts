import { type SymptomId, symptom, symptomIds } from '../../enrollment/symptoms.ts';
import { arabic } from './sentences/ar.ts';
import { german } from './sentences/de.ts';
import { englishDetours } from './sentences/en-detours.ts';
import { englishMoods } from './sentences/en-moods.ts';
import { englishMore } from './sentences/en-more.ts';
import { englishAboutPasskeys } from './sentences/en-passkeys.ts';
import { englishService } from './sentences/en-service.ts';
import { englishShort } from './sentences/en-short.ts';
import { englishTrouble } from './sentences/en-trouble.ts';
import { englishUnknown } from './sentences/en-unknown.ts';
import { spanish } from './sentences/es.ts';
import { french } from './sentences/fr.ts';
import { heard } from './sentences/heard.ts';
import { italian } from './sentences/it.ts';
import { japanese } from './sentences/ja.ts';
import { korean } from './sentences/ko.ts';
import type { Labelled } from './sentences/labelled.ts';
import { dutch } from './sentences/nl.ts';
import { portuguese } from './sentences/pt.ts';
import { chinese } from './sentences/zh.ts';

/** Invented, so that the ones people wrote can measure them. */
export const invented: readonly Labelled[] = [
  englishAboutPasskeys,
  englishTrouble,
  englishService,
  englishMore,
  englishMoods,
  englishDetours,
  englishShort,
  englishUnknown,
  german,
  french,
  spanish,
  portuguese,
  italian,
  dutch,
  japanese,
  chinese,
  arabic,
  korean,
];

/** A problem with a security key may be a wish to use one, or a screen that shows an error: sentences decide, not these. */
const undecided: ReadonlySet<SymptomId> = new Set(['security_key_problem', 'key_not_allowed']);

/** How people put what they see, from the knowledge about symptoms. */
export const described: Labelled = {
  troubleshoot: symptomIds
    .filter((id) => !undecided.has(id))
    .flatMap((id) => [...symptom(id).phrases, ...symptom(id).errorTexts]),
};

/** Everything the classifier learns from. */
export const sentences: readonly Labelled[] = [...invented, described, heard];
