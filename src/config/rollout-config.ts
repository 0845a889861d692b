import type { GroupId } from '../passkeys/ids.ts';
import type { RolloutSettings } from '../rollout/scene.ts';
import { type CloudName, clouds } from './clouds.ts';
import type { Env } from './env.ts';

export type RolloutConfig = {
  /** Whose members run campaigns. None: nobody does. */
  readonly ownerGroups: readonly GroupId[];
  readonly settings: RolloutSettings;
  /** How the bot gets to people who have never met it. Undefined: it does not. */
  readonly reach: { readonly appCatalogId: string; readonly serviceUrl: string } | undefined;
};

export function toRollout(env: Env): RolloutConfig {
  const serviceUrl = env.TEAMS_SERVICE_URL ?? teamsAddress(env.CLOUD);
  const reach =
    env.TEAMS_APP_CATALOG_ID && serviceUrl ? { appCatalogId: env.TEAMS_APP_CATALOG_ID, serviceUrl } : undefined;
  return {
    ownerGroups: env.ROLLOUT_GROUP_IDS,
    settings: {
      audience: env.AUDIENCE_GROUP_ID,
      approvalAbove: env.CAMPAIGN_APPROVAL_ABOVE,
      ratePerSecond: env.NUDGE_RATE_PER_SECOND,
      installsApp: reach !== undefined,
      retentionDays: env.RETENTION_DAYS,
      allowedLinkHosts: env.CAMPAIGN_LINK_HOSTS,
      troubleShare: env.CAMPAIGN_TROUBLE_PERCENT / 100,
      troubleAtLeast: 5,
      defaultTimeZone: env.WORKING_HOURS_TIME_ZONE,
      organizationName: env.ORGANIZATION_NAME ?? '',
      helpdeskContact: env.HELPDESK_CONTACT,
    },
    reach,
  };
}

/** By name, as in `config.ts`. */
export function rolloutConflicts(env: Env): readonly (readonly [string, string])[] {
  if (!env.TEAMS_APP_CATALOG_ID || env.TEAMS_SERVICE_URL || teamsAddress(env.CLOUD)) return [];
  return [['TEAMS_SERVICE_URL', 'is missing, with TEAMS_APP_CATALOG_ID set in this CLOUD']];
}

function teamsAddress(cloud: CloudName): string | undefined {
  return clouds[cloud].teams;
}
