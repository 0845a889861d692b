import type { CampaignCounts } from './report.ts';
import { leftAlone } from './segment.ts';

/** How many get a message, as planned. */
export function askedOf({ audience, bySegment }: Pick<CampaignCounts, 'audience' | 'bySegment'>): number {
  return audience - leftAlone.reduce((sum, segment) => sum + (bySegment[segment] ?? 0), 0);
}
