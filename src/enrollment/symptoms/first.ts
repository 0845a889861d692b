import type { SymptomData } from './symptom.ts';

const source = 'https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator';
const plain = { stage: 'registration', errorTexts: [], codes: [], fixableBy: 'user', refs: [], source } as const;
export const first: Partial<Record<string, SymptomData>> = {
  generic_error: {
    ...plain,
    phrases: ['the process could not be completed try again', 'a problem has been encountered'],
  },
  no_qr_code: { ...plain, phrases: ['no qr code shown on the pc', 'windows wants a usb stick'] },
  no_bluetooth: { ...plain, phrases: ['my pc has no bluetooth'] },
  cross_device_connect: { ...plain, phrases: ['scanned the qr code but the devices never connect'] },
  saved_elsewhere: { ...plain, phrases: ['it went to samsung pass'] },
  key_not_found: { ...plain, phrases: ['key not found'], codes: ['AADSTS135010'] },
};
