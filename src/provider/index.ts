export { formatLabel, parseLabel, type RentalLabel, type Stage } from './label';
export { PROVIDER_ADDRESS, vastaiProvider } from './provider';
