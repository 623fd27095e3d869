import type { Area } from '../catalogue.ts';

export const catalogue = {
  'health.title': 'Health',
  'health.hint': 'What is wrong with this installation, and how to mend it.',
  'health.well': 'All is well',
  'health.well.hint': 'Belay has looked at itself and found nothing to mend.',
  'health.degraded': 'Something needs attention',
  'health.ill': 'Something is broken',
  'health.warning': 'Warning',
  'health.critical': 'Critical',
  'health.mend': 'How to mend it',
  'health.look': 'Look again',
  'health.checks': 'What was looked at',
  'health.check.database': 'Database',
  'health.check.events': 'Live events',
  'health.check.pages': 'Pages',
  'health.took': '{count} ms',
  'health.version': 'Version {version}, running since {date}',
  'health.issue.database_away': 'Belay cannot reach its database.',
  'health.issue.database_away.mend':
    'See that PostgreSQL runs and that BELAY_DATABASE_URL is right; Belay comes back by itself.',
  'health.issue.database_slow': 'The database took {milliseconds} ms to answer nothing at all.',
  'health.issue.database_slow.mend':
    'See what else the machine of the database does, and whether its disk is busy.',
  'health.issue.check_slow': 'This check did not answer in time.',
  'health.issue.check_slow.mend': 'See whether the machine or the database is overloaded.',
  'health.issue.check_failed':
    'This check failed, so that nothing is known about what it looks at.',
  'health.issue.check_failed.mend': 'See the log for the error, and report it when it stays.',
  'health.issue.pages_not_built': 'The pages under {prefixes} are not built.',
  'health.issue.pages_not_built.mend':
    'Run npm run build, or start Belay with npm start, which builds them.',
  'health.issue.events_late': 'Live events are late: screens may show what was true a while ago.',
  'health.issue.events_late.mend':
    'See whether a transaction has been open for long, and restart Belay when it stays.',
  'health.check.auditor': 'Next steps of escalations',
  'health.issue.auditor_silent': 'The watch over escalations has not looked for a while.',
  'health.issue.auditor_silent.mend':
    'See the log for what keeps it from the database, then restart Belay.',
  'health.issue.timer_stuck': 'Something that fell due has not fired although its time has passed.',
  'health.issue.timer_stuck.mend': 'See the log for what fails; restart Belay if there is nothing.',
  'health.issue.letter_stuck': 'Messages wait to be sent and nobody has tried.',
  'health.issue.letter_stuck.mend':
    'See the log for what fails; restart Belay if there is nothing.',
  'health.issue.climb_without_step': 'An escalated ticket has nothing planned.',
  'health.issue.climb_without_step.mend':
    'Open the escalated tickets in the view of all and act; then report this as a fault of Belay.',
  'health.issue.clock_without_timer': 'A clock is running that nothing will fire.',
  'health.issue.clock_without_timer.mend':
    'Change any field of the ticket to plan it anew; then report this as a fault of Belay.',
  'health.late': 'How late things fire',
  'health.late.hint':
    'From the moment something fell due on a ticket to the moment it was done, by any process, restarts included.',
  'health.late.period': 'Over',
  'health.late.period.24': 'The last 24 hours',
  'health.late.period.168': 'The last 7 days',
  'health.late.p50': 'Half within',
  'health.late.p99': '99% within',
  'health.late.max': 'Latest',
  'health.late.fired': 'Fired',
  'health.late.step': 'Late by',
  'health.late.upTo': 'up to {duration}',
  'health.late.beyond': 'over {duration}',
  'health.late.share': 'Share',
  'health.late.none': 'Nothing fell due in this time.',
  'health.late.overdue':
    '{count, plural, one {# thing is past its moment and has not fired} other {# things are past their moment and have not fired}}; the oldest for {duration}.',
  'health.late.seconds': '{count} s',
} as const satisfies Area<'health'>;
