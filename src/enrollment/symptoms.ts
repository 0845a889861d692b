import { account } from './symptoms/account.ts';
import { approval } from './symptoms/approval.ts';
import { computer } from './symptoms/computer.ts';
import { everyday } from './symptoms/everyday.ts';
import { type StuckContext, stuckOrder } from './symptoms/likeliest.ts';
import { managedPhone } from './symptoms/managed-phone.ts';
import { phone } from './symptoms/phone.ts';
import { arabic } from './symptoms/phrases-arabic.ts';
import { chinese } from './symptoms/phrases-chinese.ts';
import { dutch } from './symptoms/phrases-dutch.ts';
import { french } from './symptoms/phrases-french.ts';
import { german } from './symptoms/phrases-german.ts';
import { italian } from './symptoms/phrases-italian.ts';
import { japanese } from './symptoms/phrases-japanese.ts';
import { portuguese } from './symptoms/phrases-portuguese.ts';
import { spanish } from './symptoms/phrases-spanish.ts';
import { registration } from './symptoms/registration.ts';
import { signIn } from './symptoms/sign-in.ts';
import { type Symptom, type SymptomData, type SymptomId, symptomIds } from './symptoms/symptom.ts';
import { temporaryAccessPass } from './symptoms/temporary-access-pass.ts';
import { twoDevices } from './symptoms/two-devices.ts';

export type { StuckContext } from './symptoms/likeliest.ts';
export { type Symptom, type SymptomId, symptomIds } from './symptoms/symptom.ts';

const translated = [german, french, spanish, portuguese, italian, dutch, japanese, chinese, arabic];

/** An id without data does not compile. */
const data: Readonly<Record<SymptomId, SymptomData>> = {
  ...registration,
  ...account,
  ...phone,
  ...managedPhone,
  ...twoDevices,
  ...computer,
  ...signIn,
  ...everyday,
  ...approval,
  ...temporaryAccessPass,
};

export function symptom(id: SymptomId): Symptom {
  const phrases = [...data[id].phrases, ...translated.flatMap((language) => language[id] ?? [])];
  return { id, ...data[id], phrases };
}

export function isSymptomId(raw: string): raw is SymptomId {
  return symptomIds.some((id) => id === raw);
}

/** What a card can hold beside its other buttons. */
const mostOffered = 6;

/** Likeliest first. What only another kind of phone can show is left out. */
export function symptomsForStuck(context: StuckContext): readonly SymptomId[] {
  return stuckOrder(context)
    .filter((id) => canShowOn(data[id], context.platform))
    .slice(0, mostOffered);
}

/** A symptom of a computer can be seen whatever the phone is. */
function canShowOn({ platforms }: SymptomData, phoneKind: StuckContext['platform']): boolean {
  if (!platforms || !phoneKind) return true;
  const isPhoneSymptom = platforms.some((platform) => platform === 'ios' || platform === 'android');
  return !isPhoneSymptom || platforms.includes(phoneKind);
}
