/** Keys under which the decorators leave an operation for those who serve it. */
export const OPERATION = 'parley:operation';
export const GATEWAY = 'parley:gateway';
export const EVENT = 'parley:event';
