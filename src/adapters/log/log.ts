import { createLogger, format, type Logger, transports } from 'winston';
import type { Log, LogFields } from '../../flow/ports';
import { redact } from './redact';

export interface LogOptions {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  /** Where lines go; default stdout. */
  readonly stream?: NodeJS.WritableStream;
}

/** JSON lines: time, level, message, fields. */
export function createLog({ level, stream = process.stdout }: LogOptions): Log {
  const logger = createLogger({
    level,
    format: format.combine(format.timestamp(), format.json()),
    transports: [new transports.Stream({ stream, eol: '\n' })],
  });
  return wrap(logger, {});
}

function wrap(logger: Logger, common: LogFields): Log {
  const write =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string, fields: LogFields = {}) => {
      logger.log({ level, message: redact(message), ...redactFields({ ...common, ...fields }) });
    };
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => wrap(logger, { ...common, ...fields }),
  };
}

/** `level` and `message` are winston's own names; a field of that name would replace them. */
function redactFields(fields: LogFields): LogFields {
  const named = ([name, value]: [string, LogFields[string]]) =>
    [
      name === 'level' || name === 'message' ? `${name}_` : name,
      typeof value === 'string' ? redact(value) : value,
    ] as const;
  return Object.fromEntries(Object.entries(fields).map(named));
}
