import type * as calls from './tables/calls.ts'
import type * as campaigns from './tables/campaigns.ts'
import type * as cases from './tables/cases.ts'
import type * as entries from './tables/entries.ts'
import type * as exceptions from './tables/exceptions.ts'
import type * as layouts from './tables/layouts.ts'
import type * as meetings from './tables/meetings.ts'
import type * as platform from './tables/platform.ts'
import type * as rounds from './tables/rounds.ts'
import type * as signatures from './tables/signatures.ts'
import type * as transfers from './tables/transfers.ts'
import type * as who from './tables/who.ts'

/**
 * Every table of the program. tests/db/tables.types.ts proves the column types against the migrated
 * database.
 */
export interface Database {
  organizations: platform.OrganizationsTable
  journal: platform.JournalTable
  journal_heads: platform.JournalHeadsTable
  journal_seals: platform.JournalSealsTable
  idempotency_keys: platform.IdempotencyKeysTable
  outbox: platform.OutboxTable
  recurring_failures: platform.RecurringFailuresTable
  installation: platform.InstallationTable
  search_keys: platform.SearchKeysTable
  numbers: platform.NumbersTable
  drafts: platform.DraftsTable
  files: platform.FilesTable
  pack_editions: platform.PackEditionsTable
  edition_proposals: platform.EditionProposalsTable
  documents: platform.DocumentsTable
  provisions: platform.ProvisionsTable
  departure_decisions: platform.DepartureDecisionsTable
  organization_titles: platform.OrganizationTitlesTable
  start_asides: platform.StartAsidesTable
  mail_trials: platform.MailTrialsTable
  units: who.UnitsTable
  posts: who.PostsTable
  persons: who.PersonsTable
  person_posts: who.PersonPostsTable
  assignments: who.AssignmentsTable
  absences: who.AbsencesTable
  absence_deputies: who.AbsenceDeputiesTable
  accounts: who.AccountsTable
  sessions: who.SessionsTable
  api_tokens: who.ApiTokensTable
  passkeys: who.PasskeysTable
  spent_challenges: who.SpentChallengesTable
  entries: entries.EntriesTable
  entry_versions: entries.EntryVersionsTable
  links: entries.LinksTable
  entry_warnings: entries.EntryWarningsTable
  imports: entries.ImportsTable
  import_mappings: entries.ImportMappingsTable
  cases: cases.CasesTable
  case_steps: cases.CaseStepsTable
  tasks: cases.TasksTable
  reminders: cases.RemindersTable
  notices: cases.NoticesTable
  signatures: signatures.SignaturesTable
  layouts: layouts.LayoutsTable
  meetings: meetings.MeetingsTable
  exceptions: exceptions.ExceptionsTable
  reviews: exceptions.ReviewsTable
  transfers: transfers.TransfersTable
  calls: calls.CallsTable
  call_answers: calls.CallAnswersTable
  campaigns: campaigns.CampaignsTable
  campaign_parts: campaigns.CampaignPartsTable
  campaign_lines: campaigns.CampaignLinesTable
  round_turns: rounds.RoundTurnsTable
  round_members: rounds.RoundMembersTable
  occurrences: rounds.OccurrencesTable
  occurrence_parties: rounds.OccurrencePartiesTable
  standings: rounds.StandingsTable
  findings: rounds.FindingsTable
  finding_acts: rounds.FindingActsTable
  standing_counts: rounds.StandingCountsTable
}
