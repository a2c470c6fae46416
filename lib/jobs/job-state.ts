/** How a job stands as the cloud tells it. `unknown`: it says what nobody documents, or knows the job no longer. */
export const jobStates = ['running', 'waiting_payment', 'succeeded', 'failed', 'unknown'] as const
export type JobState = (typeof jobStates)[number]

/**
 * How a job is shown. `cancelled`: it waited for the payment of an order that was cancelled. The ECS service goes on
 * saying that it waits, and forgets the job two weeks later (ecs.md §4).
 */
export type ShownJobState = JobState | 'cancelled'

/** What a list of jobs is narrowed by: the states as shown, and those that run by whether they take too long. */
export const jobGroups = [...jobStates, 'cancelled', 'on_time', 'stuck'] as const
export type JobGroup = (typeof jobGroups)[number]
