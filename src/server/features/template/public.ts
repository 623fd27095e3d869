export { type TemplateValues, type Wanted, type Words, wordTemplates } from './word-template.ts';
