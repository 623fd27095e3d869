export { type TemplateValues, wordTemplate, type Words } from './word-template.ts';
