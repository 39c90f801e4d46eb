import { dataSourceCases } from './cases';
import { describeDataSource } from './support/data-suite';

for (const subject of dataSourceCases) describeDataSource(subject);
