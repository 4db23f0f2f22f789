/** A question, and the topics of the archive (by its own ids) of which one should stand first. */
export type Question = { q: string; wants: number[]; heldOut?: true }

const ask = (q: string, ...wants: number[]): Question => ({ q, wants })
/** Never looked at while the ranking is tuned: shows whether it was tuned to the list alone. */
const hold = (q: string, ...wants: number[]): Question => ({ q, wants, heldOut: true })

/**
 * Chosen by reading the archive, a forum of people who make games with an engine: what somebody who remembers a
 * conversation, or has its problem, would type.
 */
export const questions: Question[] = [
  // Titles, whole and in part.
  ask('Urho3D cubic voxel surfaces', 4616),
  ask('New project template', 4428),
  ask('stepping down lead dev', 3478),
  ask('zombie horror survival', 4892),
  hold('Urho.Net C# cross platform framework', 6674),
  ask('inverse kinematics', 1819),
  ask('panda3d render pipeline', 4778),
  ask('SPARK particle engine', 3670),
  hold('planetoid escape', 5110),
  ask('geom shader branch', 4012),
  ask('lightmapper light probe baker', 5844),
  ask('brick break android game', 4602),
  ask('war priest', 5483),
  hold('6dof bullet samples', 5675),
  ask('blender workflow GGJ2020', 5883),
  ask('simple rain', 4116),
  ask('block based map editor', 2486),
  ask('android project template', 5967),
  hold('PBR webgl', 3046),
  ask('profiling tool rework', 2726),
  ask('interest in python', 5932),
  ask('automating lua bindings', 7183),
  ask('physx open source', 4708),
  hold('client side prediction', 941),
  ask('coroutines task system', 3665),
  ask('moving nodes between scenes', 4883),
  ask('cryengine fork', 6910),
  ask('apple deprecates opengl', 4288),
  hold('screenshot transparent background', 3691),
  ask('multithreading lua scripts', 6720),
  ask('16bit png heightmap', 2463),
  ask('countdown timer ui', 4274),
  ask('volume shader 3d textures', 2966),
  hold('exponential interpolation', 5858),
  ask('camera zoom magnification', 6351),
  ask('table tennis table collision', 4495),
  // Words as they stand in code.
  ask('E_ANIMATIONFINISHED', 4890),
  ask('LauncherActivity.kt', 4982),
  ask('Texture.SetSize', 6479),
  hold('polyFlag', 4092),
  ask('ConvexCast physics event', 7097),
  ask('HttpRequest https', 4833),
  ask('bloomhdr bug', 5721),
  // Mistyped.
  ask('invers kinematics', 1819),
  ask('ragdol recovery', 2673),
  hold('profilng tool rework', 2726),
  ask('zombe horror survival', 4892),
  ask('plantoid escape', 5110),
  ask('exponentail interpolation', 5858),
  ask('detect backfacs', 5837),
  // What stands in a reply only.
  ask('civetweb openssl cmake', 4833),
  ask('zombie attack sounds pitch variation', 4892),
  hold('slerp gimbal lock LookAt', 5943),
  ask('qt rcc embed binary', 5576),
  ask('save nodes teleport load into next scene', 4883),
  // By people, and narrowed.
  ask('by:Lumak ragdoll recovery', 2673),
  ask('by:Modanung heXon itch.io', 1653),
  hold('by:Enhex prediction subsystem', 941),
  ask('is:solved look at smoothly', 5943),
  ask('"table tennis"', 4495),
  ask('rain demo before:2019', 4116),
  // Another language.
  ask('中文教程', 4366),
  hold('Urho3d中文教程', 4366),
  ask('chinese tutorials', 4366),
]
