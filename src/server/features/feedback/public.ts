export { feedbackFeature, keepSurveys, surveyLinkOf } from './feature.ts';
export { createSurveyTokens } from './survey-link.ts';
