/** Parts of a version, most significant first: "17.6.1" → [17, 6, 1]. */
export type Version = readonly number[];

/**
 * Reads what Graph really holds: "17.6.1", "14", "Android (14)", "iOS 18.6 (22G86)", "10.0.22631.4460".
 * Undefined where there is no number to be had.
 */
export function parseVersion(raw: string | null | undefined): Version | undefined {
  const digits = /\d{1,9}(?:\.\d{1,9}){0,5}/.exec(raw ?? '')?.[0];
  return digits?.split('.').map(Number);
}

/** Missing parts count as 0. Only versions of one product on one platform may be compared. */
export function isAtLeast(version: Version, minimum: Version): boolean {
  for (let part = 0; part < Math.max(version.length, minimum.length); part++) {
    const difference = (version[part] ?? 0) - (minimum[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Of an Authenticator entry in Graph, which carries no platform. */
export type AppVersion =
  | { readonly app: 'authenticator'; readonly platform: 'ios' | 'android'; readonly version: Version }
  /** Authenticator Lite inside Outlook ("4.2439.2"): this user has no Authenticator app. */
  | { readonly app: 'lite' }
  | { readonly app: 'unreadable' };

/**
 * iOS versions look like 6.8.37, Android like 6.2507.4749 (second part: year and month, 1000 or more).
 * "6.2507.4749" is not newer than "6.8.37": it is another phone.
 */
export function readAppVersion(raw: string | null | undefined): AppVersion {
  const version = parseVersion(raw);
  if (!version || version.length < 2) return { app: 'unreadable' };
  const [major = 0, second = 0] = version;
  if (major === 4) return { app: 'lite' };
  if (major < 5) return { app: 'unreadable' };
  return { app: 'authenticator', platform: second >= 1000 ? 'android' : 'ios', version };
}

export function formatVersion(version: Version): string {
  return version.join('.');
}
