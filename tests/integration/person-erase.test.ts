import { eraseSuite } from './erase-suite';

eraseSuite(false);
