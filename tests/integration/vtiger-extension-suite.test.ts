import { describeCrm } from './crm-suite';

/** Both grades pass one and the same suite, on one and the same stand-in. */
describe.each(['standard', 'extension'] as const)('the CRM in %s grade', describeCrm);
