import { examine } from '../doctor/examine';
import type { Register } from '../report';

export const doctorCommand: Register = (program, choose) => {
  program
    .command('doctor')
    .description('look at everything the bridge needs; writes nothing')
    .action(() => choose(examine));
};
