import type { Client } from '../enrollment/client.ts';
import type { Command } from '../enrollment/command.ts';
import type { Log, Preferences } from '../enrollment/ports.ts';
import type { Notice } from '../enrollment/reply.ts';
import type { Requests } from '../helpdesk/request.ts';
import type { GroupId, UserId } from '../passkeys/ids.ts';
import type { RolloutCommand } from './command.ts';
import type { Audience, AudienceSource, Campaigns, Ledger, NudgeMessenger, Participants, Reports } from './ports.ts';
import type { RolloutReply } from './reply.ts';

/** One thing pressed or typed by the authenticated sender, whatever role that sender turns out to have. */
export type RolloutTurn = {
  readonly user: UserId;
  readonly client: Client;
  readonly command: RolloutCommand;
  /** The message whose button was pressed. */
  readonly cardId?: string;
  /** Teams refreshed by itself: may show, never acts. */
  readonly isAutomatic: boolean;
};

export type RolloutAnswer =
  | { readonly reply: RolloutReply | Notice }
  /** The guide takes over, as if this had been typed. */
  | { readonly goOn: Command };

export type RolloutSettings = {
  /** Everybody outside gets nothing. */
  readonly audience: GroupId | undefined;
  /** People; above it a second owner approves. */
  readonly approvalAbove: number;
  /** Messages a second, over all campaigns. */
  readonly ratePerSecond: number;
  /** Whoever has never met the bot gets its app when their turn comes. */
  readonly installsApp?: boolean;
  readonly retentionDays: number;
  /** Hosts that own words may link to, beside Microsoft's. */
  readonly allowedLinkHosts: readonly string[];
  /** Share of a wave (0 to 1) that blocks, opts out or is stuck before it pauses by itself; never below `troubleAtLeast` people. */
  readonly troubleShare: number;
  readonly troubleAtLeast: number;
  readonly defaultTimeZone: string;
  readonly organizationName: string;
  readonly helpdeskContact: string | undefined;
};

/** Whose members run rollouts, as for the help desk. */
export type RolloutRoles = {
  has(user: UserId): Promise<boolean>;
  /** Read now: for an act. Not readable means no. */
  hasNow(user: UserId): Promise<boolean>;
  /** Those of these who hold it now. */
  among(users: readonly UserId[]): Promise<readonly UserId[]>;
};

/** Work that outlives a turn. */
export type RolloutJobs = {
  planCampaign(campaign: string): Promise<void>;
  /** What is due is found, and the sender woken, on whatever instance takes it up: at once, or so many seconds later. */
  wakeSender(afterSeconds?: number): Promise<void>;
};

/** The report as a file: in Teams by file consent, without an app registration on disk. */
export type ReportFiles = {
  /** Undefined: the owner has to consent first. */
  save(fileName: string, content: AsyncIterable<string>): Promise<string | undefined>;
};

export type RolloutPorts = {
  readonly source: AudienceSource;
  readonly campaigns: Campaigns;
  readonly audience: Audience;
  readonly ledger: Ledger;
  readonly participants: Participants;
  readonly reports: Reports;
  readonly messenger: NudgeMessenger;
  readonly roles: RolloutRoles;
  /** Rollout owners who have a chat with the bot and hold the role now: whom an approval is asked of. */
  readonly owners: { others(than: UserId): Promise<readonly UserId[]> };
  readonly names: { nameOf(user: UserId): Promise<string> };
  readonly preferences: Preferences;
  readonly requests: Requests;
  readonly jobs: RolloutJobs;
  readonly files: ReportFiles;
  readonly log: Log;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly settings: RolloutSettings;
};

export type RolloutScene = { readonly turn: RolloutTurn; readonly ports: RolloutPorts };

/** Never throws for the outside's sake. Undefined: not for this sender; the guide answers as to an unknown command. */
export type RolloutConverse = (turn: RolloutTurn) => Promise<RolloutAnswer | undefined>;
