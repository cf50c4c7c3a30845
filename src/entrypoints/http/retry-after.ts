/** Seconds, in Retry-After, when Redis or the CRM cannot be reached. */
export const RETRY_SECONDS = '30';
