import type { Facts } from './facts.ts';
import type { PhonePlatform } from './phones.ts';
import { appMinimum } from './requirements.ts';
import { formatVersion, isAtLeast, readAppVersion, type Version } from './version.ts';

/** Authenticator on the user's phone, as far as the registered methods tell. */
export type AppState =
  | { readonly kind: 'there'; readonly version?: string }
  | { readonly kind: 'old'; readonly version: string; readonly needed: string }
  /** `hasLite`: Authenticator Lite inside Outlook is there, which is another app. */
  | { readonly kind: 'missing'; readonly hasLite: boolean }
  | { readonly kind: 'unknown' };

/** There is Authenticator, and on none of the user's phones is it new enough. What cannot be read may be. */
export function isEveryAppOld(facts: Pick<Facts, 'methods'>): boolean {
  const kinds = (['ios', 'android'] as const).map((platform) => appStateOn(platform, facts).kind);
  return kinds.includes('old') && !kinds.includes('there');
}

/** Never compares across platforms; the newest entry of the phone's own platform counts. */
export function appStateOn(platform: PhonePlatform, { methods }: Pick<Facts, 'methods'>): AppState {
  if (!methods.known) return { kind: 'unknown' };
  const apps = methods.value.flatMap((method) =>
    method.kind === 'authenticator-app' ? [readAppVersion(method.appVersion)] : [],
  );
  const versions = apps.flatMap((app) =>
    app.app === 'authenticator' && app.platform === platform ? [app.version] : [],
  );
  const newest = versions.reduce<Version | undefined>(
    (best, next) => (best && isAtLeast(best, next) ? best : next),
    undefined,
  );
  const { minimum } = appMinimum[platform];
  if (newest) {
    const version = formatVersion(newest);
    return isAtLeast(newest, minimum)
      ? { kind: 'there', version }
      : { kind: 'old', version, needed: formatVersion(minimum) };
  }
  if (apps.some(({ app }) => app === 'unreadable')) return { kind: 'there' };
  return { kind: 'missing', hasLite: apps.some(({ app }) => app === 'lite') };
}
