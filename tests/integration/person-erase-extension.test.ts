import { eraseSuite } from './erase-suite';

eraseSuite(true);
