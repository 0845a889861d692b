import type { Version } from './version.ts';

type Source = { readonly url: string; readonly date: string };
type Minimum = { readonly minimum: Version; readonly source: Source };

const registerPage: Source = {
  url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-register-passkey-authenticator',
  date: '2026-07-05',
};
const passkeysPage: Source = {
  url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  date: '2026-03-08',
};

/** A passkey in Authenticator needs at least this operating system. */
export const osMinimum: Readonly<Record<'ios' | 'android', Minimum>> = {
  ios: { minimum: [17], source: registerPage },
  android: { minimum: [14], source: registerPage },
};

/** A synced passkey in the platform's own manager; Google Password Manager's excludes Samsung devices. */
export const syncedOsMinimum: Readonly<Record<'ios' | 'android', Minimum>> = {
  ios: { minimum: [16], source: passkeysPage },
  android: { minimum: [9], source: passkeysPage },
};

/**
 * The only Authenticator versions Microsoft publishes: needed when a profile targets device-bound and synced passkeys
 * and includes Authenticator; "latest" otherwise. Too old is a warning, never a wall: the value in Graph may be old.
 */
export const appMinimum: Readonly<Record<'ios' | 'android', Minimum>> = {
  ios: { minimum: [6, 8, 37], source: passkeysPage },
  android: { minimum: [6, 2507, 4749], source: passkeysPage },
};

/**
 * On Android 14 some makers' builds do not let Authenticator be chosen as provider; Microsoft's advice is Android 15.
 */
export const androidWithReliableProviders: Minimum = { minimum: [15], source: registerPage };

/** Offered when the version has to be asked, newest first. Apple went from iOS 18 to iOS 26. */
export const osChoices: Readonly<Record<'ios' | 'android', readonly string[]>> = {
  ios: ['26', '18', '17', '16'],
  android: ['16', '15', '14', '13'],
};

/** Days after which a recorded fact is asked rather than trusted. */
export const factMaxAgeDays = 30;
