import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

/** The log of the process. Pass ids and codes as fields; never bodies, addresses or secrets. */
export type Logger = PinoLogger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/**
 * Fields that must never be written, at the top and one level down. A last line of defence
 * for the day someone logs a whole request or a whole message: the rule is not to pass them.
 */
const secretFields = [
  'authorization',
  'cookie',
  'password',
  'passwordHash',
  'secret',
  'token',
  'apiKey',
  'accessToken',
  'refreshToken',
  'body',
  'text',
  'html',
  'raw',
  'brief',
  'email',
];

const redactedPaths = [
  ...secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  'req.headers["set-cookie"]',
  'req.headers["x-api-key"]',
  'res.headers["set-cookie"]',
];

/**
 * Makes the logger of a process: one JSON object a line on standard output, or on the
 * stream given. Secret fields are replaced by `[redacted]`, and addresses of databases and
 * mail servers inside messages lose their passwords.
 */
export function createLogger(options: {
  level: LogLevel;
  destination?: DestinationStream;
}): Logger {
  const settings = {
    level: options.level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorLine },
    redact: { paths: redactedPaths, censor: '[redacted]' },
    hooks: {
      streamWrite: (line: string) => withoutPasswords(line),
    },
  };
  return options.destination === undefined ? pino(settings) : pino(settings, options.destination);
}

/**
 * An error as it is logged: type, message, code, stack. Libraries hang whole connections on their
 * errors, with addresses and keys; none of that belongs in a log.
 */
function errorLine(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message, stack, ...('code' in error ? { code: error.code } : {}) };
}

/** Removes the password from every address like `scheme://user:password@host` in a text. */
export function withoutPasswords(text: string): string {
  return text.includes('://')
    ? text.replace(/([a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@"]+@/gi, '$1:[redacted]@')
    : text;
}

/** A logger that writes nothing, for tests and for commands that speak in sentences. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}
