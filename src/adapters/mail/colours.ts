export { contrast, inkOn } from '../../config/contrast';
