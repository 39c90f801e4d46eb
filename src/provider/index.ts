export { formatLabel, parseLabel, type RentalLabel, type Stage } from './label';
export { PROVIDER_ADDRESS } from './address';
export { vastaiProvider } from './provider';
