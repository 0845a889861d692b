import { first } from './symptoms/first.ts';
import { type Symptom, type SymptomData, type SymptomId, symptomIds } from './symptoms/symptom.ts';

export { type Symptom, type SymptomId, symptomIds } from './symptoms/symptom.ts';

const empty: SymptomData = {
  refs: [],
  stage: 'registration',
  errorTexts: [],
  codes: [],
  phrases: [],
  fixableBy: 'user',
  source: '',
};

export function symptom(id: SymptomId): Symptom {
  return { id, ...(first[id] ?? empty) };
}

export function isSymptomId(raw: string): raw is SymptomId {
  return symptomIds.some((id) => id === raw);
}

export type StuckContext = {
  readonly platform: 'ios' | 'android' | undefined;
  readonly route: 'in-authenticator' | 'cross-device' | 'synced' | 'tap' | 'sign-in-test';
  readonly maker?: string;
};

/** At most six, likeliest first. */
export function symptomsForStuck(context: StuckContext): readonly SymptomId[] {
  return context.route === 'cross-device' ? ['no_qr_code', 'cross_device_connect', 'no_bluetooth'] : ['generic_error'];
}
