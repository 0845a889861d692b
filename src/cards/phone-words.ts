import type { PhoneMaker, PhonePlatform, PhoneView } from '../enrollment/reply.ts';
import type { Text } from './text.ts';
import { bare } from './words.ts';

type Kind = 'iphone' | 'samsung' | 'pixel' | 'android' | 'unknown';

/** How the user would call it: not "device", not the model. */
export function phoneKind(phone: { readonly platform?: PhonePlatform; readonly maker?: PhoneMaker }): Kind {
  if (phone.platform === 'ios') return 'iphone';
  if (phone.maker === 'samsung') return 'samsung';
  if (phone.maker === 'google') return 'pixel';
  return phone.platform === 'android' ? 'android' : 'unknown';
}

export function phoneWord(
  text: Text,
  phone: { readonly platform?: PhonePlatform; readonly maker?: PhoneMaker },
): string {
  return bare(text.say(`phone.${phoneKind(phone)}`));
}

/** "iPhone · iOS 18.6, seen 19 Nov · Authenticator 6.8.41", as far as it is known. */
export function phoneEvidence(text: Text, phone: PhoneView): string | undefined {
  const version = versionOf(phone);
  const values = { name: phone.name ?? '', version: version ?? '', app: phone.appVersion ?? '' };
  const system = `evidence.${phone.platform}`;
  const parts = [
    phone.name ? text.say('evidence.name', values) : undefined,
    version && phone.osSeenAt
      ? text.say(`${system}-seen`, { ...values, day: text.date(phone.osSeenAt, 'day') })
      : undefined,
    version && !phone.osSeenAt ? text.say(system, values) : undefined,
    phone.appVersion ? text.say('evidence.app', values) : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

/** A user who was asked may not know either. */
export function versionOf({ osVersion }: PhoneView): string | undefined {
  return osVersion === 'unknown' ? undefined : osVersion;
}
