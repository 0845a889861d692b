import type { Entity } from './resources.ts';

export type TeamsApp = Entity & {
  /** The id in the manifest. */
  readonly externalId: string;
  readonly displayName: string;
  readonly distributionMethod: 'organization' | 'store';
};

/** This product, as an administrator has uploaded it. */
export const passkeyGuideApp: TeamsApp = {
  id: 'eeeeeeee-0000-4000-8000-000000000001',
  externalId: 'eeeeeeee-0000-4000-8000-00000000a001',
  displayName: 'Passkey Guide',
  distributionMethod: 'organization',
};

const lunchApp: TeamsApp = {
  id: 'eeeeeeee-0000-4000-8000-000000000002',
  externalId: 'eeeeeeee-0000-4000-8000-00000000a002',
  displayName: 'Contoso lunch',
  distributionMethod: 'organization',
};

export const teamsApps: readonly TeamsApp[] = [passkeyGuideApp, lunchApp];

/** The Entra application behind an app: with a permission for itself alone it may install nothing else. Undefined: any that calls. */
export const applicationOf: ReadonlyMap<string, string> = new Map([
  [lunchApp.id, 'eeeeeeee-0000-4000-8000-00000000b002'],
]);
