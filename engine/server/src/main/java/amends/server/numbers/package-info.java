/**
 * What a telephone number is to us: its digits, its address form, and how much of it may be shown.
 */
package amends.server.numbers;
