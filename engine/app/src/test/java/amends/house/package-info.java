/**
 * The house rules as tests: who may know whom, what the deciding part never asks for, where SQL
 * lives.
 *
 * <p>{@link amends.house.House} lists the rules, {@code HouseTest} holds the product to them, and
 * {@code PlantedOffencesTest} breaks each one in a small package under {@code planted} and sees the
 * offender named. A new rule without a planted offence fails there.
 */
package amends.house;
